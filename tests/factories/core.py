from django.utils import timezone
from factory import LazyFunction
from factory.django import DjangoModelFactory

from verkstad.core.models import Heartbeat


class HeartbeatFactory(DjangoModelFactory):
    class Meta:
        model = Heartbeat

    name = "worker"
    seen_at = LazyFunction(timezone.now)
