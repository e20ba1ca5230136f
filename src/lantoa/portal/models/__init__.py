"""Pages that people write, and the pictures and documents in them. The tree: portal → an agency's home → section → page."""

from lantoa.portal.models.approving import ApprovalLink, ReadingTask
from lantoa.portal.models.checks import ContentCheck
from lantoa.portal.models.citing import Cites, GuideSeen
from lantoa.portal.models.duties import Duty, DutyTick
from lantoa.portal.models.elsewhere import ChannelsPage, ElsewherePage
from lantoa.portal.models.files import Attachment, Picture, PictureRendition, Shown
from lantoa.portal.models.finding import Findable, KnownWord, MissedSearch, Synonyms
from lantoa.portal.models.honours import Consent, ExemplarPage, MonthlyQuestion, Nomination
from lantoa.portal.models.kinds import AnswerPage, ArticlePage, GuidePage, RecordPage
from lantoa.portal.models.languages import OpenLanguage, PageTranslation
from lantoa.portal.models.links import Link, PageLink
from lantoa.portal.models.measured import ResultsPage, RoadmapPage
from lantoa.portal.models.readers import AgencyReads, Opinion, PageReads, ReadCounter
from lantoa.portal.models.reviews import Review
from lantoa.portal.models.sets import ReleaseSet, SetPage
from lantoa.portal.models.tree import AgencyHome, PortalPage, PortalRoot, SectionPage, Written

__all__ = [
    "AgencyHome",
    "AgencyReads",
    "AnswerPage",
    "ApprovalLink",
    "ArticlePage",
    "Attachment",
    "ChannelsPage",
    "Cites",
    "Consent",
    "ContentCheck",
    "Duty",
    "DutyTick",
    "ElsewherePage",
    "ExemplarPage",
    "Findable",
    "GuidePage",
    "GuideSeen",
    "KnownWord",
    "Link",
    "MissedSearch",
    "MonthlyQuestion",
    "Nomination",
    "OpenLanguage",
    "Opinion",
    "PageLink",
    "PageReads",
    "PageTranslation",
    "Picture",
    "PictureRendition",
    "PortalPage",
    "PortalRoot",
    "ReadCounter",
    "ReadingTask",
    "RecordPage",
    "ReleaseSet",
    "ResultsPage",
    "Review",
    "RoadmapPage",
    "SectionPage",
    "SetPage",
    "Shown",
    "Synonyms",
    "Written",
]
