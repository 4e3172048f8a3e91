"""What people call a service: everywhere, or in one municipality that a region or the state shares it with."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from verkstad.core import audit
from verkstad.municipalities.models import Municipality
from verkstad.services.actions.local import count_as_changed
from verkstad.services.actions.publishing import municipality_slug
from verkstad.services.actions.versions import record_versions
from verkstad.services.models import LocalService, Service, ServiceText


@transaction.atomic
def add_everyday_words(service: Service, *, language: str, words: Iterable[str], by: str = audit.SYSTEM) -> list[str]:
    """Add those of the words that the service does not have yet, and tell which; raises ServiceText.DoesNotExist."""
    text = _locked_text(service, language)
    new = [word for word in dict.fromkeys(words) if word not in text.everyday_words]
    if new:
        _save(service, text, [*text.everyday_words, *new], by=by)
        _record("service.words_added", service, municipality_slug(service), language, new, by=by)
    return new


@transaction.atomic
def remove_everyday_words(service: Service, *, language: str, words: Iterable[str], by: str = audit.SYSTEM) -> None:
    """Take away those of the words that the service has; raises ServiceText.DoesNotExist."""
    text = _locked_text(service, language)
    gone = [word for word in dict.fromkeys(words) if word in text.everyday_words]
    if gone:
        _save(service, text, [word for word in text.everyday_words if word not in gone], by=by)
        _record("service.words_removed", service, municipality_slug(service), language, gone, by=by)


@transaction.atomic
def add_local_words(
    service: Service, municipality: Municipality, *, language: str, words: Iterable[str], by: str = audit.SYSTEM
) -> list[str]:
    """Let a shared service be called so in the municipality too, and tell which words are new; raises NotShared."""
    local = _locked_local(service, municipality)
    had = local.everyday_words.get(language, [])
    new = [word for word in dict.fromkeys(words) if word not in had]
    if new:
        local.everyday_words[language] = [*had, *new]
        local.save()
        _record("service.local_words_added", service, municipality.slug, language, new, by=by)
    return new


@transaction.atomic
def remove_local_words(
    service: Service, municipality: Municipality, *, language: str, words: Iterable[str], by: str = audit.SYSTEM
) -> None:
    """Take away those of the words that the municipality has added; raises NotShared."""
    local = _locked_local(service, municipality)
    had = local.everyday_words.pop(language, [])
    gone = [word for word in dict.fromkeys(words) if word in had]
    if gone:
        if left := [word for word in had if word not in gone]:
            local.everyday_words[language] = left
        local.save()
        _record("service.local_words_removed", service, municipality.slug, language, gone, by=by)


def _locked_text(service: Service, language: str) -> ServiceText:
    # The service before its text, in the order in which everybody else locks them.
    Service.objects.select_for_update().get(pk=service.pk)
    return ServiceText.objects.get(service=service, language=language)


def _save(service: Service, text: ServiceText, words: list[str], *, by: str) -> None:
    text.everyday_words = words
    text.save(update_fields=["everyday_words"])
    Service.objects.filter(pk=service.pk).update(updated_at=timezone.now())
    record_versions([service.pk], by=by)


def _locked_local(service: Service, municipality: Municipality) -> LocalService:
    count_as_changed(service, municipality)
    return LocalService.objects.get_or_create(service=service, municipality=municipality)[0]


def _record(action: str, service: Service, municipality: str, language: str, words: list[str], *, by: str) -> None:
    audit.record(action, target=service, by=by, municipality=municipality, language=language, words=words)
