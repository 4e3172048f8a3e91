"""Opening hours of anything that opens: a place, a phone line, a room. No Django in here.

A `Schedule` holds periods, a period holds spans, a span says "on these days, from, to, in this state".

What holds on a date
    1. Overriding periods that cover the date win over everything, holidays too: the shortest wins, one without
       both ends is infinitely long, and of equally long ones a sudden one, then the one given last. An
       overriding period without spans means closed. On a confirmed holiday its spans for public holidays count if
       it has any, otherwise those of the weekday.
    2. Otherwise, on a confirmed holiday: the public-holiday spans of the ordinary periods that cover the date if
       there are any; else nothing when `closed_on_holidays`; else as on any weekday.
    3. Otherwise the weekday's spans of all ordinary periods that cover the date, added up.
    Hours of a season belong in an ordinary period with dates: an override would open on a holiday within it.

Where spans overlap
    Equal states merge. Of different states the one that promises the visitor most wins, because that promise is
    what brings somebody to the door: open, by appointment, phone only, weather permitting, self-service.
    A span in the state closed beats them all: it cuts a break out of the others.

Over midnight
    A night belongs to the day it began on and runs into the next day, whatever ordinary hours that day has. It
    ends at midnight when the next day is under holiday rules or an override that did not begin it; but a night
    begun under an override runs into a holiday, and one begun under either runs into an ordinary day, where it
    also beats that day's own states. A holiday whose hours are those of its weekday is no holiday in this
    respect. `off` on a date thus clears the date from midnight, as in OpenStreetMap.
    Two things are better here than in `opening-hours-py` 2.1, which forgets what held yesterday: it drops a
    night that a `;` rule began when the next day has other hours, and opens the small hours after a day that
    was overridden as if the ordinary night had begun there.

Local time
    Times are local to the schedule's zone. One that the clocks skip in spring means the moment the gap ends; of
    one that comes twice in autumn, opening means the first and closing the second. (`opening-hours-py` takes the
    second for both.) Lengths are elapsed time.
"""
