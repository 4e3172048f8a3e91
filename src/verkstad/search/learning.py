"""What choices teach: that those who search with these words mean this service or place. Without persons.

Of all choices among services (or places) for the same words in the same language in a municipality in the last
twelve months, filters aside:

weight = sum over the choices of this answer of (1 - 1 / position) / (all choices - those of this answer when first)

* To choose the first answer counts nothing, neither for it nor against it, and what stood further down counts more:
  whoever went past others had a reason, and what stands first does not gain by standing there.
* That others were chosen, also when they stood first, counts against it; so a few choices do not overturn many.
* Before anything is learned an answer must have been chosen LEAST_CHOICES times on LEAST_DAYS days, so that no single
  visit and no single person decides, or can be seen.

The weight lies from 0 to 1, and weights.toml says what it is worth.

How popular an answer is, whatever the words, is reckoned from the same choices with the same guard:

share = ln(1 + sum of (1 - 1 / position)) / the same of the most popular one of its kind in the municipality
"""

LEAST_CHOICES = 3
LEAST_DAYS = 2
MONTHS = 12

# Choices of pages and documents are not learned from: pages have no number, documents are ranked apart.
LEARN = """
WITH choice AS (
    SELECT municipality_id, language, normalised, chosen_kind AS kind, chosen_id AS object_id,
        chosen_position AS position, (at AT TIME ZONE %(time_zone)s)::date AS day
    FROM search_search
    WHERE at >= %(since)s AND chosen_kind IN ('service', 'place') AND filters = '{}' AND normalised <> ''
), chosen AS (
    SELECT municipality_id, language, normalised, kind, object_id,
        count(*) AS choices,
        count(DISTINCT day) AS days,
        sum(1 - 1.0 / position) AS gain,
        count(*) FILTER (WHERE position = 1) AS firsts,
        sum(count(*)) OVER (PARTITION BY municipality_id, language, normalised, kind) AS all_choices
    FROM choice
    GROUP BY municipality_id, language, normalised, kind, object_id
)
INSERT INTO search_learned (municipality_id, language, normalised, kind, object_id, weight)
SELECT municipality_id, language, normalised, kind, object_id, gain / (all_choices - firsts)
FROM chosen
WHERE choices >= %(least_choices)s AND days >= %(least_days)s AND gain > 0
"""

COUNT_POPULAR = """
WITH chosen AS (
    SELECT municipality_id, chosen_kind AS kind, chosen_id AS object_id, ln(1 + sum(1 - 1.0 / chosen_position)) AS gain
    FROM search_search
    WHERE at >= %(since)s AND chosen_kind IN ('service', 'place')
    GROUP BY 1, 2, 3
    HAVING count(*) >= %(least_choices)s AND count(DISTINCT (at AT TIME ZONE %(time_zone)s)::date) >= %(least_days)s
)
INSERT INTO search_popular (municipality_id, kind, object_id, share)
SELECT municipality_id, kind, object_id, gain / max(gain) OVER (PARTITION BY municipality_id, kind)
FROM chosen WHERE gain > 0
"""
