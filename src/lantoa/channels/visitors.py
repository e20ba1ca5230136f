"""Whether a request is a person with a telephone, as far as it says so itself. Pure; nothing of it is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping

# What programs call themselves: search engines, previews of messengers and social networks, libraries, scanners of
# mail, watchers. The browsers inside Zalo and Facebook name themselves too, and are people.
_PROGRAMS = re.compile(
    r"(?<!cu)bot(?:\b|_)|crawl|spider|slurp|preview|facebookexternalhit|facebookcatalog|meta-external|whatsapp/"
    r"|skypeuri|embedly|quora link|pinterest/0|archiver|ia_archiver|mediapartners|google-(?:read|inspection|safety)"
    r"|feedfetcher|apis-google|lighthouse|pagespeed|headless|phantomjs|puppeteer|playwright|selenium"
    r"|^curl|^wget|^python|python-requests|aiohttp|httpx|^java/|^okhttp|^go-http|^ruby|^perl|libwww|^axios|node-fetch"
    r"|^php|guzzle|postman|insomnia|http_request|httpclient|scan(?:ner)?\b|nmap|nikto|zgrab|masscan|monitor|uptime"
    r"|pingdom|statuscake|nagios|zabbix|barracuda|proofpoint|mimecast|safelinks|virustotal|urlscan|validator",
    re.IGNORECASE,
)
_AHEAD = ("prefetch", "preview", "prerender")


def is_person(method: str, headers: Mapping[str, str]) -> bool:
    """A GET by a browser that somebody looks at: no HEAD, no program, nothing fetched in case it is wanted."""
    agent = headers.get("User-Agent", "")
    if method != "GET" or len(agent) < 20 or _PROGRAMS.search(agent):
        return False
    purpose = (
        f"{headers.get('Sec-Purpose', '')} {headers.get('Purpose', '')} {headers.get('X-Moz', '')}".lower()
    )
    return not any(word in purpose for word in _AHEAD)
