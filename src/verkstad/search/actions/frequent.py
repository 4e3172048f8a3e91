"""What people often look for and find, kept to suggest it. No audit rows: nothing in it is anybody's."""

from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from verkstad.search.analysis import content_words
from verkstad.search.lexicons import Words, lexicons
from verkstad.search.masking import MASK
from verkstad.search.models import FrequentSearch
from verkstad.search.phrases import folded

# Half a year, so that what belongs to a season is not forgotten at once.
_COUNTED = timedelta(days=180)
_LEAST_TIMES = 3
_LEAST_DAYS = 2
_MOST_PER_LANGUAGE = 500
_LONGEST = 60

_COUNT = """
SELECT municipality_id, language, text, times, split_part(chosen, ':', 1), split_part(chosen, ':', 2)::bigint
FROM (
    SELECT municipality_id, language, lower(words) AS text, count(*) AS times,
        mode() WITHIN GROUP (ORDER BY chosen_kind || ':' || chosen_id) AS chosen,
        row_number() OVER (PARTITION BY municipality_id, language ORDER BY count(*) DESC, lower(words)) AS place
    FROM search_search
    WHERE at >= %(since)s AND chosen_kind IN ('service', 'place') AND length(words) <= %(longest)s
      AND strpos(words, %(mask)s) = 0
    GROUP BY municipality_id, language, lower(words)
    HAVING count(*) >= %(least_times)s AND count(DISTINCT at::date) >= %(least_days)s
) AS counted
WHERE place <= %(most)s
ORDER BY municipality_id, language, place
"""


@transaction.atomic
def keep_frequent_searches() -> int:
    """Gather them anew: searched for on two days or more, three times or more with a choice; returns how many.

    Only words that the catalogue itself or the shipped everyday words have, so that no name of a person comes along.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _COUNT,
            {
                "since": timezone.now() - _COUNTED,
                "longest": _LONGEST,
                "mask": MASK,
                "least_times": _LEAST_TIMES,
                "least_days": _LEAST_DAYS,
                "most": _MOST_PER_LANGUAGE,
            },
        )
        rows = cursor.fetchall()
    known = lexicons({language for _, language, *_ in rows})
    FrequentSearch.objects.all().delete()
    kept = FrequentSearch.objects.bulk_create(
        FrequentSearch(
            municipality_id=municipality,
            language=language,
            text=text,
            folded=folded(text),
            times=times,
            kind=kind,
            object_id=number,
        )
        for municipality, language, text, times, kind, number in rows
        if _is_known(text, known[language])
    )
    return len(kept)


def _is_known(text: str, words: Words) -> bool:
    return all(map(words.speller.knows, content_words(text, words.language)))
