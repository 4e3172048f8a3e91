"""verkstad load-demo"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.progress import track

from verkstad.municipalities.models import Municipality
from verkstad.portal import demo
from verkstad.portal.demo_counting import save_counting_weeks
from verkstad.portal.demo_courses import save_courses
from verkstad.portal.demo_edits import save_edits
from verkstad.portal.demo_enquiries import save_enquiries
from verkstad.portal.demo_learning import save_learning
from verkstad.portal.demo_outreach import save_outreach
from verkstad.portal.demo_people import save_people
from verkstad.portal.demo_practice import save_practice
from verkstad.portal.demo_searches import save_searches
from verkstad.portal.loading import Folder


class Command(BaseCommand):
    help = "Loads the three made-up municipalities of the demo, or brings them up to date. Nothing else is changed."

    def handle(self, **options: Any) -> None:
        folder = Folder(demo.FOLDER)
        if others := Municipality.objects.exclude(slug__in=folder.municipalities()).order_by("slug"):
            raise CommandError(
                f"This database has {others[0]}, which is not of the demo; the demo is not mixed into it."
            )
        for _name, step in track(list(folder.steps()), description="Loading the demo"):
            step()
        save_people(folder.path)
        save_edits(folder.path)
        save_searches(folder.path)
        save_enquiries(folder.path)
        save_counting_weeks(folder.path)
        save_practice(folder.path)
        save_learning()
        save_courses(folder.path)
        save_outreach(folder.path)
        demo.note_loaded()
