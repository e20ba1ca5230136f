"""XML from strangers: no entities, no network, no document type at all."""

from __future__ import annotations

from lxml import etree

from lantoa.documents.reading.refusals import refuse

_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}


def parse_xml(data: bytes) -> etree._Element:
    """The root of a part. Raises Unreadable BOMB for a document type (entities), CORRUPT for anything broken.

    Office never writes a document type into a part, so its presence alone is a reason.
    """
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise refuse("BOMB")
    for strict, transitional in _STRICT.items():
        if strict in data:
            data = data.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refuse("CORRUPT") from error
    if root is None:
        raise refuse("CORRUPT")
    if root.getroottree().docinfo.internalDTD is not None:
        raise refuse("BOMB")
    return root
