"""The demo holds searches that found no sure answer, so that there is something to tell."""

from django.conf import settings
from django.utils import timezone

from verkstad.portal.demo_searches import save_searches
from verkstad.search.models import Search
from verkstad.search.queries import count_failed


def test_there_are_words_to_handle_this_week_and_they_come_once(bjorkhamn):
    for _ in range(2):
        save_searches(settings.REPOSITORY / "demo")
    assert (Search.objects.count(), Search.objects.filter(is_weak=True).count()) == (18, 18)
    assert count_failed(bjorkhamn, timezone.localdate()) == 5
