"""The Finnish Service Catalogue (PTV): its general descriptions of municipal services as services of ours."""
