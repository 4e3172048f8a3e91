from ninja import NinjaAPI
api = NinjaAPI(docs_url=None)
