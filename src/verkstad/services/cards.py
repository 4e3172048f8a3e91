"""What the components are told about a service."""

from verkstad.services.models import Channel, ChannelKind


def channel_card(channel: Channel) -> dict[str, object]:
    """The parameters of components/channel_card.html, as far as the catalogue knows them."""
    return {
        "kind": channel.kind,
        "text": channel.label.best,
        "url": channel.url,
        "eid": channel.eid_need if channel.kind == ChannelKind.ONLINE else "",
        "phone": channel.number,
        "email": channel.email,
        "address": channel.address,
        "state": "",
        "open_text": "",
        "place_name": "",
        "place_url": "",
    }
