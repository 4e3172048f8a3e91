"""The entries of a section that answer a reader's words, best first, in one statement.

score = words / the best entry's words + a weight (weights.toml) times each of: likeness of name, likeness of text,
what is learned from choices, popularity and freshness

words = sum of query weight * idf(term) * posting weight (BM25), over what was typed and over what catalogues call it.
likeness = cosine between the question and the most alike passage, above the shelf's mean. From 0 to 1: what choices
teach of these very words, and popularity, what they tell whatever the words (learning.py); freshness, 1 for what was
changed today and 0 for what was changed two years ago. All over the shelves that the municipality sees; of an object
that is found in two languages the better score counts.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from verkstad.municipalities.models import Municipality
from verkstad.search.analysis import Query
from verkstad.search.masking import masked, normalised
from verkstad.search.models import Kind, Section
from verkstad.search.weights import SHIPPED
from verkstad.services.models import shown_to

# So many postings are summed for one search at most: whole words first, then what is rarest, so that four letters
# that half of the catalogue has cost nothing. Measured with benchmarks/search_speed.py.
MOST_POSTINGS = 2_500
MOST_CANDIDATES = 100
# So many entries are looked at for candidates that have the facts asked for, which the best may lack.
MOST_LOOKED_AT = 1_000
# Of so many passages, the nearest by the signs of their numbers, and of those of entries that have the words, the
# likeness is worked out. To read all vectors of ten thousand entries takes ten times as long.
MOST_NEAR = 200
# Where so many entries have words of the question, others that mean the same have not been seen to better the answer,
# and are not looked for.
FEW = 50
# So many entries that are alike in meaning are looked at even if they have none of the words.
MOST_ALIKE = 50
# Two years, in seconds.
OLD = 2 * 365 * 24 * 3600
# An answer with less than this share of the best answer's score is none.
LEAST_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Row:
    """One object found. ``terms`` are its own, with a space between, in ``found_in``: where it matched best."""

    kind: str
    object_id: int
    slug: str
    total: int
    found_in: str
    terms: str
    language: str
    name: str
    summary: str
    owner: str
    facts: Sequence[str]
    words: float
    name_likeness: float
    text_likeness: float
    learned: float
    popularity: float
    freshness: float
    score: float


_SCORED_BY_MEANING = f"""near AS (
    SELECT entry_id AS entry
    FROM shelf CROSS JOIN LATERAL (
        SELECT entry_id, signs <~> binary_quantize(%(vector)s::halfvec) AS distance
        FROM search_vector WHERE shelf_id = shelf.id AND signs IS NOT NULL OFFSET 0
    ) AS passage
    WHERE (SELECT count(*) FROM worded) < {FEW}
    ORDER BY distance LIMIT {MOST_NEAR}
), alike AS MATERIALIZED (
    SELECT
        entry,
        max(common - (vector <#> %(vector)s::halfvec)) FILTER (WHERE part = 0) AS name_likeness,
        max(common - (vector <#> %(vector)s::halfvec)) FILTER (WHERE part > 0) AS text_likeness
    FROM (SELECT entry FROM near UNION SELECT entry FROM worded) AS looked_at
    CROSS JOIN LATERAL (SELECT * FROM search_vector WHERE entry_id = looked_at.entry OFFSET 0) AS passage
    JOIN (
        SELECT id, coalesce(mean <#> %(vector)s::halfvec, 0) AS common FROM shelf OFFSET 0
    ) AS shelf ON shelf.id = passage.shelf_id
    WHERE vector IS NOT NULL
    GROUP BY entry
), most_alike AS (
    SELECT entry FROM alike
    ORDER BY {SHIPPED.name} * coalesce(name_likeness, 0) + {SHIPPED.text} * coalesce(text_likeness, 0) DESC
    LIMIT {MOST_ALIKE}
), scored AS (
    SELECT
        entry,
        coalesce(coalesce(words, 0) / max(words) OVER (), 0) AS words,
        coalesce(name_likeness, 0) AS name_likeness,
        coalesce(text_likeness, 0) AS text_likeness
    FROM worded FULL JOIN most_alike USING (entry) LEFT JOIN alike USING (entry)
)"""  # noqa: S608 -- our own figures
_SCORED_BY_WORDS = """scored AS (
    SELECT entry, words / max(words) OVER () AS words, 0::float8 AS name_likeness, 0::float8 AS text_likeness
    FROM worded
)"""
# LATERAL with OFFSET 0 looks each row up by its key, also just after a rebuild, when what the database knows of the
# tables is old and it would rather read all of them.
_RANK = f"""
WITH shelf AS MATERIALIZED (
    SELECT id, language, size, mean FROM search_shelf
    WHERE section = %(section)s AND language = ANY(%(languages)s)
      AND (municipality_id = %(municipality)s OR region_id = %(region)s OR country = %(country)s)
), asked AS (
    SELECT * FROM unnest(
        string_to_array(%(term_languages)s, ' '), string_to_array(%(terms)s, ' '),
        string_to_array(%(weights)s, ' ')::float8[]
    ) AS asked (language, text, weight)
), posted AS (
    SELECT
        asked.text,
        asked.text LIKE 'g:%%' AS is_gram,
        asked.weight,
        term.entries,
        term.weights,
        term.held,
        sum(term.held) OVER (PARTITION BY asked.language, asked.text) AS frequency,
        (SELECT sum(size) FROM shelf AS same WHERE same.language = asked.language) AS size
    FROM asked
    JOIN shelf ON shelf.language = asked.language
    CROSS JOIN LATERAL (SELECT * FROM search_term WHERE shelf_id = shelf.id AND text = asked.text OFFSET 0) AS term
), telling AS (
    SELECT
        entries,
        weights,
        weight * ln(1 + (size - frequency + 0.5) / (frequency + 0.5))::float8 AS factor,
        row_number() OVER so_far AS place,
        sum(held) OVER so_far AS postings
    FROM posted
    WINDOW so_far AS (ORDER BY is_gram, frequency, text ROWS UNBOUNDED PRECEDING)
), worded AS (
    SELECT entry, sum(score) AS words
    FROM (
        SELECT unnest(entries) AS entry, unnest(weights) * factor AS score
        FROM telling WHERE postings <= {MOST_POSTINGS} OR place = 1
    ) AS posting
    GROUP BY entry
    ORDER BY 2 DESC
    LIMIT %(most_looked_at)s
), {{scored}}, candidate AS (
    SELECT
        entry.id, entry.kind, entry.object_id, entry.slug, scored.words, scored.name_likeness, scored.text_likeness,
        learned, popularity, freshness,
        words + {SHIPPED.name} * name_likeness + {SHIPPED.text} * text_likeness + {SHIPPED.learned} * learned
            + {SHIPPED.popularity} * popularity + {SHIPPED.freshness} * freshness AS score
    FROM scored
    CROSS JOIN LATERAL (SELECT * FROM search_entry WHERE id = scored.entry OFFSET 0) AS entry
    LEFT JOIN search_learned AS learned
        ON learned.municipality_id = %(municipality)s AND learned.language = %(language)s
        AND learned.normalised = %(typed)s AND learned.kind = entry.kind AND learned.object_id = entry.object_id
    LEFT JOIN search_popular AS popular
        ON popular.municipality_id = %(municipality)s AND popular.kind = entry.kind
        AND popular.object_id = entry.object_id
    CROSS JOIN LATERAL (
        SELECT
            coalesce(learned.weight, 0) AS learned,
            coalesce(popular.share, 0) AS popularity,
            coalesce(greatest(0, 1 - extract(epoch FROM now() - entry.changed_at)::float8 / {OLD}), 0) AS freshness
    ) AS sign
    WHERE entry.kind = ANY(%(kinds)s)
      AND entry.facts @> %(facts)s::varchar[]
      AND NOT (entry.kind = 'service' AND entry.object_id IN (
          SELECT service_id FROM services_localservice WHERE municipality_id = %(municipality)s AND is_hidden
      ))
    ORDER BY score DESC
    LIMIT {MOST_CANDIDATES}
), matched AS (
    SELECT DISTINCT ON (kind, object_id, slug) * FROM candidate ORDER BY kind, object_id, slug, score DESC
), placed AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY kind ORDER BY score DESC, slug, object_id) AS position,
        count(*) OVER (PARTITION BY kind) AS total
    FROM (SELECT *, max(score) OVER () AS best FROM matched) AS compared
    WHERE score >= {LEAST_SHARE} * best
)
SELECT
    placed.kind, placed.object_id, placed.slug, placed.total,
    found_in.language,
    split_part(entry.terms, ' g:', 1) AS terms,
    shown.language, shown.name, shown.summary, shown.owner, entry.facts,
    placed.words, placed.name_likeness, placed.text_likeness,
    placed.learned, placed.popularity, placed.freshness, placed.score
FROM placed
JOIN search_entry AS entry ON entry.id = placed.id
JOIN shelf AS found_in ON found_in.id = entry.shelf_id
CROSS JOIN LATERAL (
    SELECT shelf.language, other.name, other.summary, other.owner
    FROM search_entry AS other JOIN shelf ON shelf.id = other.shelf_id
    WHERE other.kind = placed.kind AND other.object_id = placed.object_id AND other.slug = placed.slug
    ORDER BY shelf.language <> %(language)s, shelf.language <> %(main_language)s
    LIMIT 1
) AS shown
WHERE placed.position > %(first)s AND placed.position <= %(last)s
ORDER BY placed.kind, placed.position
"""  # noqa: S608 -- our own figures


def _ranking(scored: str) -> str:
    """In few letters: of statements of up to 4,096 the driver keeps how they are to be sent."""
    return " ".join(_RANK.format(scored=scored).split())


# Two statements, for each of which one plan fits all questions: to plan takes as long as to rank.
_RANK_BY_WORDS = _ranking(_SCORED_BY_WORDS)
_RANK_BY_MEANING = _ranking(_SCORED_BY_MEANING)


def ranked(
    municipality: Municipality,
    queries: Mapping[str, Query],
    *,
    text: str,
    vector: str | None,
    language: str,
    section: Section,
    kinds: Collection[Kind],
    facts: Collection[str],
    first: int,
    page_size: int,
) -> list[Row]:
    """Up to ``page_size`` of each kind after the ``first`` ones; ``queries`` holds the text analysed per language.

    ``vector`` is what the question means; without it words alone count.
    """
    asked = [(code, term, weight) for code, query in queries.items() for term, weight in _asked(query).items()]
    parameters = shown_to(municipality) | {
        "section": section,
        "languages": list(queries),
        "language": language,
        "main_language": municipality.main_language,
        # Lists of so many take the driver longer than the analysis of the words.
        "term_languages": " ".join(code for code, _, _ in asked),
        "terms": " ".join(term for _, term, _ in asked),
        "weights": " ".join(str(weight) for _, _, weight in asked),
        "typed": normalised(masked(text)),
        "vector": vector,
        "kinds": list(kinds),
        "facts": list(facts),
        "most_looked_at": MOST_LOOKED_AT if facts else MOST_CANDIDATES,
        "first": first,
        "last": first + page_size,
    }
    with connection.cursor() as cursor:
        cursor.execute(_RANK_BY_MEANING if vector else _RANK_BY_WORDS, parameters)
        return [Row(*row) for row in cursor.fetchall()]


def _asked(query: Query) -> Counter[str]:
    """term -> weight of what was typed and of what it is called besides."""
    asked = Counter(query.terms)
    asked.update({term: SHIPPED.meant * weight for term, weight in query.meant.items()})
    return asked
