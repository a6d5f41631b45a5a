# Sends the requests on standard input with Stripe's SDK for Python, and prints what each got.
import json
import sys

import stripe

asked = json.load(sys.stdin)


def send(request):
    client = stripe.StripeClient(
        request["key"],
        base_addresses={"api": asked["baseUrl"]},
        max_network_retries=2,  # as many as the others make without being told
        **({"stripe_version": request["version"]} if "version" in request else {}),
    )
    names = {"account": "stripe_account", "idempotencyKey": "idempotency_key"}
    options = {names[name]: request[name] for name in names if name in request}
    if "create" in request:
        response = client.v1.account_sessions.create(request["create"], options)
    else:
        response = client.v1.accounts.retrieve(request["retrieve"], options=options)
    return {"status": response.last_response.code, "body": json.loads(response.last_response.body)}


def refusal(error):
    fields = ["type", "code", "message", "param", "doc_url"]
    told = error.json_body["error"]
    return {"status": error.http_status, "error": {name: told[name] for name in fields if name in told}}


responses = []
for request in asked["requests"]:
    try:
        responses.append(send(request))
    except stripe.StripeError as error:
        responses.append(refusal(error))
print(json.dumps(responses))
