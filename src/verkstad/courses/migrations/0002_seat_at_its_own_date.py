"""Nobody has a seat at another course date than the one they signed up for; Django has no such foreign keys."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("courses", "0001_initial")]

    operations = [
        migrations.RunSQL(
            """
            ALTER TABLE courses_signup ADD CONSTRAINT signup_seat_at_its_own_date
            FOREIGN KEY (seat_id, course_date_id) REFERENCES courses_seat (id, course_date_id)
            DEFERRABLE INITIALLY DEFERRED
            """,
            "ALTER TABLE courses_signup DROP CONSTRAINT signup_seat_at_its_own_date",
        )
    ]
