from django.db import migrations

from verkstad.measurement.migrations._triggers import keep

KEY = ("municipality_id", "month", "place_id", "service_id", "theme", "channel", "kind", "outcome")


class Migration(migrations.Migration):
    dependencies = [("measurement", "0001_enquiries")]

    operations = [*keep("enquirycount", KEY)]
