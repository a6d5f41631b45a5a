// As much of a browser as Stripe's front-end loader needs, on a page of the server in BACK_END. What the loader would
// load asks for two client secrets, as it does when the first one expires, and prints both.
const fetchFrom = globalThis.fetch;
globalThis.fetch = (path, options) => fetchFrom(new URL(path, process.env.BACK_END), options);
globalThis.document = { createElement: () => ({ isConnected: true, setConnector() {} }), body: { append() {} } };
globalThis.window = {
  StripeConnect: {
    init({ fetchClientSecret, metaOptions }) {
      Promise.all([metaOptions.eagerClientSecretPromise, fetchClientSecret()])
        .then((secrets) => console.log(JSON.stringify(secrets)));
      return {};
    },
  },
};
