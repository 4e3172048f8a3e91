from django.utils import timezone
from factory import LazyAttribute, LazyFunction, Sequence
from factory.django import DjangoModelFactory

from verkstad.core.models import Heartbeat, Letter


class HeartbeatFactory(DjangoModelFactory):
    class Meta:
        model = Heartbeat

    name = "worker"
    seen_at = LazyFunction(timezone.now)


class LetterFactory(DjangoModelFactory):
    class Meta:
        model = Letter

    key = Sequence(str)
    kind = "invitation"
    municipality = "bjorkhamn"
    to = "eva@example.se"
    subject = "Välkommen"
    text = "Hej Eva!"
    language = "sv"
    created_at = LazyFunction(timezone.now)
    due_at = LazyAttribute(lambda letter: letter.created_at)
    sent_at = LazyAttribute(lambda letter: letter.created_at if letter.state == Letter.State.SENT else None)
    state = Letter.State.WAITING
