// Creates a session with Stripe's SDK for Node.js as it is, at the version that the SDK pins, and prints the results.
import Stripe from "stripe";

const { hostname: host, port, protocol } = new URL(process.env.BASE_URL);
const stripe = new Stripe("sk_test_sandbox", { host, port, protocol: protocol.slice(0, -1) });
const components = { account_onboarding: { enabled: true } };
const create = (account, idempotencyKey) =>
  stripe.accountSessions.create({ account, components }, { idempotencyKey });

const first = await create("acct_sandbox_express", "pinned");
const again = await create("acct_sandbox_express", "pinned");
const error = await create("acct_nobody", "unpinned").catch((error) => error);
const results = {
  version: first.lastResponse.headers["stripe-version"],
  servedBy: first.lastResponse.headers["sandbox-version"],
  components: Object.keys(first.components),
  isReplayed: first.client_secret === again.client_secret,
  error: { type: error.raw?.type, code: error.code, status: error.statusCode },
};
process.stdout.write(JSON.stringify(results), () => process.exit());
