"""How long pages of ambassadors and campaigns take, with the many sign-ups and attendances of ``learning.py``.

Adds 150 ambassadors in four generations, 3,000 occasions (a third of them at course dates, one of three taught by two),
what 6,000 told afterwards, and three campaigns. Signed in is the ambassador who taught most.

    python benchmarks/cascade.py [--learners 20000] [--rounds 20] [--home FOLDER]
"""

from collections.abc import Iterator
from typing import Any

import learning
from machine import print_figures
from staff import HEADS, execute, pages, set_up, signed_in

NUMBERS = {"areas": 12, "ambassadors": 150, "firsts": 12, "reported": 2_000, "sequels": 6_000, "campaigns": 3}

# Each but the first ones was trained by one of those before; one occasion in ten is of the first one.
FILL = """
INSERT INTO outreach_area (municipality_id, name, residents)
    SELECT %(town)s, 'Område ' || n, CASE WHEN n %% 6 > 0 THEN 1000 * n END FROM generate_series(1, %(areas)s) AS n;
INSERT INTO outreach_ambassador (municipality_id, member_id, name, unit_id, starts_on, goal, code)
    SELECT %(town)s, CASE WHEN n = 1 THEN %(member)s END, 'Ambassadör ' || n, unit.id,
        current_date - 1000 + n * 2, CASE WHEN n %% 3 = 0 THEN 100 ELSE 10 END, 'a' || n
    FROM generate_series(1, %(ambassadors)s) AS n
    JOIN (SELECT id, row_number() OVER (ORDER BY id) AS number FROM courses_unit) AS unit
        ON unit.number = 1 + n %% %(units)s;
UPDATE outreach_ambassador AS one SET trained_by_id = above.id FROM outreach_ambassador AS above
    WHERE one.id - (SELECT min(id) FROM outreach_ambassador) >= %(firsts)s
    AND above.id = (SELECT min(id) FROM outreach_ambassador)
        + (one.id - (SELECT min(id) FROM outreach_ambassador) - %(firsts)s) / 2;
CREATE TEMPORARY TABLE taught AS
    SELECT course_date.id AS course_date_id, closes_at::date AS day, package_id, place_id, number,
        pg_temp.who(number) AS ambassador_id, CASE WHEN number %% 3 = 0 THEN pg_temp.who(number + 1) END AS other_id
    FROM (SELECT *, row_number() OVER (ORDER BY id) AS number FROM courses_coursedate) AS course_date
    JOIN courses_course AS course ON course.id = course_id;
INSERT INTO courses_teacher (course_date_id, member_id, name)
    SELECT course_date_id, member_id, name
    FROM taught JOIN outreach_ambassador AS one ON one.id IN (ambassador_id, other_id);
INSERT INTO outreach_occasion
        (ambassador_id, course_date_id, package_id, day, "group", place_id, "where", area_id, press, is_apart)
    SELECT ambassador_id, course_date_id, package_id, day, 'residents', place_id, '', pg_temp.area(number),
        gen_random_uuid(), false
    FROM taught WHERE day < current_date AND (ambassador_id <> pg_temp.who(0) OR number %% 20 > 0);
INSERT INTO outreach_occasion_others (occasion_id, ambassador_id)
    SELECT occasion.id, other_id FROM outreach_occasion AS occasion JOIN taught USING (course_date_id)
    WHERE other_id <> occasion.ambassador_id;
INSERT INTO outreach_occasion
        (ambassador_id, package_id, day, number, "group", place_id, "where", area_id, press, is_apart)
    SELECT pg_temp.who(n), (SELECT min(id) FROM learning_package), current_date - n %% 700, 1 + n %% 15,
        (ARRAY['colleagues', 'seniors', 'residents'])[1 + n %% 3], NULL, 'Kajen', pg_temp.area(n), gen_random_uuid(),
        false
    FROM generate_series(1, %(reported)s) AS n;
INSERT INTO outreach_sequel (ambassador_id, did, day, is_proved, press)
    SELECT pg_temp.who(n), CASE WHEN n %% 4 = 0 THEN 'teaches' ELSE 'test' END, current_date - n %% 700, n %% 4 = 1,
        gen_random_uuid()
    FROM generate_series(1, %(sequels)s) AS n;
INSERT INTO outreach_campaign (municipality_id, name, about, audiences, starts_on, ends_on)
    SELECT %(town)s, 'Kampanj ' || n, '', ARRAY['everybody'], current_date - 365 * n, current_date - 365 * (n - 1)
    FROM generate_series(1, %(campaigns)s) AS n;
INSERT INTO outreach_campaigngoal (campaign_id, what, number)
    SELECT id, what, 1000 FROM outreach_campaign
    CROSS JOIN unnest(ARRAY['ambassadors', 'colleagues', 'residents', 'tests', 'visits', 'printed']) AS what;
INSERT INTO outreach_campaign_course_dates (campaign_id, coursedate_id)
    SELECT campaign.id, course_date_id FROM outreach_campaign AS campaign
    JOIN taught ON day BETWEEN starts_on AND ends_on;
INSERT INTO outreach_material (campaign_id, kind, channel, code, leads_to, printed)
    SELECT id, 'poster', 'Kanal ' || n, id || 'm' || n, 'learn/', 100 * n
    FROM outreach_campaign CROSS JOIN generate_series(1, 10) AS n;
INSERT INTO outreach_visitcount (material_id, day, number)
    SELECT material.id, starts_on + n, 1 + n %% 9
    FROM outreach_material AS material JOIN outreach_campaign AS campaign ON campaign.id = campaign_id
    CROSS JOIN generate_series(0, 364) AS n;
"""
# Of what has number n: who taught it, and where.
DRAWN = """
CREATE FUNCTION pg_temp.who(n bigint) RETURNS bigint STABLE LANGUAGE sql AS
    'SELECT min(id) + CASE WHEN n % 10 = 0 THEN 0 ELSE n * 7 % count(*) END FROM outreach_ambassador';
CREATE FUNCTION pg_temp.area(n bigint) RETURNS bigint STABLE LANGUAGE sql AS
    'SELECT CASE WHEN n % 5 > 0 THEN min(id) + n % count(*) END FROM outreach_area';
"""
PAGES = [
    "cascade/", "cascade/units/", "cascade/areas/", "cascade/file/ambassadors.csv", "", "ambassadors/",
    "ambassadors/{ambassador}/", "campaigns/", "campaigns/{campaign}/",
]  # fmt: skip


def main() -> None:
    arguments, town = set_up("Measure pages of ambassadors.", learners=20_000, rounds=20)
    from verkstad.courses.models import Attendance, SignUp
    from verkstad.outreach.models import Ambassador, Occasion, Sequel

    if not SignUp.objects.exists():
        learning.fill(town, arguments.learners)
    client = signed_in(town, "coordinator")
    if not Ambassador.objects.exists():
        fill(town)
    title = (
        f"{Ambassador.objects.count():,} ambassadors, {Occasion.objects.count():,} occasions, "
        f"{Sequel.objects.count():,} sequels, {SignUp.objects.count():,} sign-ups, "
        f"{Attendance.objects.count():,} attendances"
    )
    print_figures(title, HEADS, pages(client, addresses(town), arguments.rounds))


def fill(town: Any) -> None:
    from django.db import connection

    from verkstad.identity.models import Membership

    with connection.cursor() as cursor:
        cursor.execute(DRAWN)
    numbers = {"town": town.pk, "member": Membership.objects.get(municipality=town).pk, "units": learning.UNITS}
    execute(FILL, numbers | NUMBERS)


def addresses(town: Any) -> Iterator[tuple[str, str]]:
    from verkstad.outreach.models import Ambassador, Campaign

    ambassador = Ambassador.objects.exclude(member=None).get(municipality=town)
    campaign = Campaign.objects.filter(municipality=town).order_by("-starts_on").first()
    for page in PAGES:
        name = f"`{page or '.'}`"
        yield name, f"/{town.slug}/sv/staff/outreach/{page.format(ambassador=ambassador.pk, campaign=campaign.pk)}"


if __name__ == "__main__":
    main()
