"""By which ways a service is reached, in the few facts that lists and filters need."""

from collections.abc import Iterable
from dataclasses import dataclass

from verkstad.services.models import Channel, ChannelKind, EidNeed

_BY_STRENGTH = [EidNeed.NONE, EidNeed.SOME, EidNeed.HIGH]


@dataclass(frozen=True, slots=True)
class Ways:
    """``eid_need`` is that of the easiest way online, none when there is no way online."""

    online: bool
    phone: bool
    visit: bool
    eid_need: EidNeed

    @property
    def needs_eid(self) -> bool:
        return self.eid_need != EidNeed.NONE


def ways_of(channels: Iterable[Channel]) -> Ways:
    channels = list(channels)
    kinds = {channel.kind for channel in channels}
    needs = [EidNeed(channel.eid_need) for channel in channels if channel.kind == ChannelKind.ONLINE]
    return Ways(
        online=ChannelKind.ONLINE in kinds,
        phone=ChannelKind.PHONE in kinds,
        visit=ChannelKind.VISIT in kinds,
        eid_need=min(needs, key=_BY_STRENGTH.index, default=EidNeed.NONE),
    )
