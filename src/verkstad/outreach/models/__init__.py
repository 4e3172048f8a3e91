"""Areas, ambassadors with what they taught and what came of it, and campaigns."""

from verkstad.outreach.models.ambassadors import (
    GOAL_OF_EMPLOYEE,
    GOAL_OF_VOLUNTEER,
    MOST_TAUGHT,
    Ambassador,
    Did,
    Group,
    Occasion,
    Sequel,
    UsedReceipt,
)
from verkstad.outreach.models.areas import Area
from verkstad.outreach.models.campaigns import (
    Campaign,
    CampaignGoal,
    Material,
    MaterialKind,
    Reach,
    VisitCount,
)

__all__ = [
    "GOAL_OF_EMPLOYEE",
    "GOAL_OF_VOLUNTEER",
    "MOST_TAUGHT",
    "Ambassador",
    "Area",
    "Campaign",
    "CampaignGoal",
    "Did",
    "Group",
    "Material",
    "MaterialKind",
    "Occasion",
    "Reach",
    "Sequel",
    "UsedReceipt",
    "VisitCount",
]
