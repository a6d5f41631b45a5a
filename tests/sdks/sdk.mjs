// Sends the requests on standard input with Stripe's SDK for Node.js, and prints what each got.
import { text } from "node:stream/consumers";
import Stripe from "stripe";

const { baseUrl, requests } = JSON.parse(await text(process.stdin));
const { hostname: host, port, protocol } = new URL(baseUrl);

async function send({ key, version, account, idempotencyKey, create, retrieve }) {
  const stripe = new Stripe(key, { host, port, protocol: protocol.slice(0, -1), ...(version && { apiVersion: version }) });
  const options = { ...(account && { stripeAccount: account }), ...(idempotencyKey && { idempotencyKey }) };
  const response = create
    ? await stripe.accountSessions.create(create, options)
    : await stripe.accounts.retrieve(retrieve, {}, options);
  return { status: response.lastResponse.statusCode, body: response };
}

function refusal(error) {
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  const { type, code, message, param, doc_url } = error.raw;
  return { status: error.statusCode, error: { type, code, message, param, doc_url } };
}

const responses = [];
for (const request of requests) {
  responses.push(await send(request).catch(refusal));
}
// The SDK keeps connections on which it left a response unread; they would be waited for.
process.stdout.write(JSON.stringify(responses), () => process.exit());
