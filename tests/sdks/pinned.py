# Creates a session with Stripe's SDK for Python as it is, at the version that the SDK pins, and prints the results.
import json
import os

import stripe

client = stripe.StripeClient("sk_test_sandbox", base_addresses={"api": os.environ["BASE_URL"]})
sessions = getattr(client, "v1", client).account_sessions


def create(account, key):
    params = {"account": account, "components": {"account_onboarding": {"enabled": True}}}
    return sessions.create(params, {"idempotency_key": key})


first, again = create("acct_sandbox_express", "pinned"), create("acct_sandbox_express", "pinned")
try:
    create("acct_nobody", "unpinned")
    error = {}
except stripe.StripeError as refusal:
    error = {
        "type": refusal.json_body["error"]["type"], "code": refusal.code, "status": refusal.http_status,
    }
headers = {name.lower(): value for name, value in first.last_response.headers.items()}
print(json.dumps({
    "version": headers["stripe-version"],
    "servedBy": headers["sandbox-version"],
    "components": list(json.loads(first.last_response.body)["components"]),
    "isReplayed": first.client_secret == again.client_secret,
    "error": error,
}))
