"""XML as a stream of starts, texts and ends: no tree, so that memory does not grow with the number of elements.

Document types and entities are refused before they mean anything, and nothing is ever fetched (defusedxml).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax import SAXException  # the error only; defusedxml parses
from xml.sax.handler import ContentHandler, feature_namespaces

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from bomca_cli.errors import InputError

if TYPE_CHECKING:
    from xml.sax.xmlreader import AttributesNSImpl


class Stream(ContentHandler):
    """A reader of XML that passes over elements it does not want, with all that is in them."""

    def __init__(self) -> None:
        super().__init__()
        self._passed = 0

    def start(self, space: str, name: str, attributes: AttributesNSImpl) -> bool:
        """An element begins; False passes it over."""
        raise NotImplementedError

    def end(self, space: str, name: str) -> None:
        """An element ends that was not passed over."""
        raise NotImplementedError

    def text(self, text: str) -> None:
        """A piece of text."""
        raise NotImplementedError

    def startElementNS(  # noqa: N802 - the name that xml.sax calls
        self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl
    ) -> None:
        """From the parser: an element begins."""
        del qname
        if self._passed or not self.start(name[0] or "", name[1], attrs):
            self._passed += 1

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: N802
        """From the parser: an element ends."""
        del qname
        if self._passed:
            self._passed -= 1
        else:
            self.end(name[0] or "", name[1])

    def characters(self, content: str) -> None:
        """From the parser: text."""
        if not self._passed:
            self.text(content)


def stream(data: bytes, into: Stream) -> None:
    """Read the XML of ``data``.

    Raises:
        InputError: it is no XML, or declares a document type or entities.
    """
    parser = make_parser()
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(into)
    parser.forbid_dtd = True
    try:
        # In one piece: expat may take quadratic time for a long token that comes in pieces.
        parser.feed(data)
        parser.close()
    except DefusedXmlException:
        raise InputError("declares an XML document type or entities, which no writer of documents does") from None
    except (SAXException, ValueError, LookupError) as error:
        raise InputError(f"broken XML inside ({error})") from None


def value(attributes: AttributesNSImpl, name: str) -> str:
    """The attribute of that name, whatever its namespace; "" without one."""
    return next((text for (_, key), text in attributes.items() if key == name), "")
