"""Any service there can be, for properties that hold for all of them."""

from hypothesis import strategies as st

from verkstad.services.data import ChannelData, LegalBasisData, ServiceData, TextData

words = st.text(max_size=8)
slugs = st.sampled_from(["a", "b", "c", "d"])
texts = st.builds(
    TextData,
    language=st.sampled_from(["sv", "da", "en"]),
    name=words,
    summary=words,
    description=words,
    everyday_words=st.lists(words, max_size=3, unique=True).map(tuple),
    reviewed_on=st.none() | st.dates(),
)
channels = st.builds(
    ChannelData, kind=st.sampled_from(["online", "visit"]), url=words, label=st.dictionaries(slugs, words)
)
services = st.builds(
    ServiceData,
    slug=slugs,
    organisation=slugs,
    texts=st.lists(texts, max_size=3, unique_by=lambda text: text.language).map(tuple),
    target_groups=st.lists(slugs, max_size=3, unique=True).map(tuple),
    channels=st.lists(channels, max_size=3).map(tuple),
    life_events=st.lists(slugs, max_size=3, unique=True).map(tuple),
    subjects=st.lists(st.tuples(slugs, slugs), max_size=3, unique=True).map(tuple),
    legal_bases=st.lists(st.builds(LegalBasisData, name=words, url=words), max_size=2, unique=True).map(tuple),
    cost_amount=st.none() | st.decimals(0, 1000, places=2),
    processing_days=st.none() | st.integers(0, 100),
)
