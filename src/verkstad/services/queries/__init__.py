"""Reads: a service and lists of services as a page shows them, and what the search must know of each."""

from verkstad.services.queries.entries import IndexEntry, index_entries
from verkstad.services.queries.freshness import (
    DueService,
    Owner,
    count_due,
    due_for_review,
    entrusted_to,
    facts_of,
    orphans,
    owned_by,
    owners,
)
from verkstad.services.queries.kept import kept_edit, kept_edits
from verkstad.services.queries.life_events import life_events_in, services_of_life_event
from verkstad.services.queries.links import DeadLink, dead_among, dead_links
from verkstad.services.queries.names import ServiceName, names_by_id, service_names, services_by_name
from verkstad.services.queries.page import ServicePage, service_page
from verkstad.services.queries.quality import Assessment, RatedService, assess, quality_list
from verkstad.services.queries.summaries import ServiceSummary
from verkstad.services.queries.texts import ReadableText, readable
from verkstad.services.queries.ways import Ways, ways_of
from verkstad.services.queries.whole import data_of, plain_of

__all__ = [
    "Assessment",
    "DeadLink",
    "DueService",
    "IndexEntry",
    "Owner",
    "RatedService",
    "ReadableText",
    "ServiceName",
    "ServicePage",
    "ServiceSummary",
    "Ways",
    "assess",
    "count_due",
    "data_of",
    "dead_among",
    "dead_links",
    "due_for_review",
    "entrusted_to",
    "facts_of",
    "index_entries",
    "kept_edit",
    "kept_edits",
    "life_events_in",
    "names_by_id",
    "orphans",
    "owned_by",
    "owners",
    "plain_of",
    "quality_list",
    "readable",
    "service_names",
    "service_page",
    "services_by_name",
    "services_of_life_event",
    "ways_of",
]
