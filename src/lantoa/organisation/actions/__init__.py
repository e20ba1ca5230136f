"""Everything that changes organisation: agencies and their history, bodies, people, roles, accounts."""

from lantoa.organisation.actions.accounts import (
    accept_invitation,
    change_address,
    create_account,
    deactivate_account,
    invite,
    reactivate_account,
    reset_second_factor,
    send_password_reset,
    unlock_account,
)
from lantoa.organisation.actions.agencies import create_agency, revise_agency
from lantoa.organisation.actions.bodies import (
    create_body,
    create_place,
    end_body,
    end_place,
    revise_body,
    revise_place,
)
from lantoa.organisation.actions.history import (
    dissolve_agency,
    merge_agencies,
    rename_agency,
    split_agency,
    transfer_agency,
)
from lantoa.organisation.actions.letterheads import set_letterhead
from lantoa.organisation.actions.people import (
    create_person,
    end_membership,
    give_role,
    lend_role,
    revise_membership,
    revise_person,
    take_back_role,
)
from lantoa.organisation.actions.rosters import FirstRun, Imported, import_roster, set_up

__all__ = [
    "FirstRun",
    "Imported",
    "accept_invitation",
    "change_address",
    "create_account",
    "create_agency",
    "create_body",
    "create_person",
    "create_place",
    "deactivate_account",
    "dissolve_agency",
    "end_body",
    "end_membership",
    "end_place",
    "give_role",
    "import_roster",
    "invite",
    "lend_role",
    "merge_agencies",
    "reactivate_account",
    "rename_agency",
    "reset_second_factor",
    "revise_agency",
    "revise_body",
    "revise_membership",
    "revise_person",
    "revise_place",
    "send_password_reset",
    "set_letterhead",
    "set_up",
    "split_agency",
    "take_back_role",
    "transfer_agency",
    "unlock_account",
]
