"""What people call a service."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from verkstad.core import audit
from verkstad.services.actions.publishing import municipality_slug
from verkstad.services.actions.versions import record_versions
from verkstad.services.models import Service, ServiceText


@transaction.atomic
def add_everyday_words(service: Service, *, language: str, words: Iterable[str], by: str = audit.SYSTEM) -> None:
    """Add those of the words that the service does not have yet; raises ServiceText.DoesNotExist."""
    # The service before its text, in the order in which everybody else locks them.
    Service.objects.select_for_update().get(pk=service.pk)
    text = ServiceText.objects.get(service=service, language=language)
    new = [word for word in dict.fromkeys(words) if word not in text.everyday_words]
    if not new:
        return
    text.everyday_words = [*text.everyday_words, *new]
    text.save(update_fields=["everyday_words"])
    Service.objects.filter(pk=service.pk).update(updated_at=timezone.now())
    record_versions([service.pk], by=by)
    municipality = municipality_slug(service)
    audit.record("service.words_added", target=service, by=by, municipality=municipality, language=language, words=new)
