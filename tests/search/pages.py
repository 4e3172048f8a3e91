"""A portal with one page."""

from verkstad.search.pages import Page

PAGES = [Page("portal:contact", "Kontakt", "Ring oss", "växel, telefonnummer")]
