// The OAuth side of the SDK.

import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { CozeAPI, getDeviceCode, getDeviceToken, getJWTToken, refreshOAuthToken } from '@coze/api';

const clientId = 'sdk-test-app';

/** @param {string} baseURL */
export function oauthChecks(baseURL) {
  return [
    ['oauth: a device login waits, is approved, and its token is refreshed once', async () => {
      const code = await getDeviceCode({ baseURL, clientId });
      assert.ok(code.interval >= 1);
      const waiting = await getDeviceToken({ baseURL, clientId, deviceCode: code.device_code }).catch(error => error);
      assert.equal(waiting.rawError?.error, 'authorization_pending');
      await approve(code);
      await new Promise(resolve => setTimeout(resolve, code.interval * 1000));
      const token = await getDeviceToken({ baseURL, clientId, deviceCode: code.device_code });
      assertToken(token);

      const refreshed = await refreshOAuthToken({ baseURL, clientId, refreshToken: token.refresh_token });
      assertToken(refreshed);
      const reused = await refreshOAuthToken({ baseURL, clientId, refreshToken: token.refresh_token }).catch(error => error);
      assert.equal(reused.status, 400);

      const user = new CozeAPI({ baseURL, token: refreshed.access_token });
      assert.ok((await user.audio.voices.list()).voice_list.length > 0);
    }],
    ['oauth: a signed JWT is exchanged for a token', async () => {
      const { privateKey } = generateKeyPairSync('rsa', {
        modulusLength: 2048,
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
        publicKeyEncoding: { type: 'spki', format: 'pem' },
      });
      const token = await getJWTToken({
        baseURL, appId: clientId, aud: 'api.coze.cn', keyid: 'fingerprint', privateKey, durationSeconds: 600,
      });
      assertToken(token);
    }],
  ];
}

async function approve(code) {
  const answer = await fetch(code.verification_uri, {
    method: 'POST',
    body: new URLSearchParams({ user_code: code.user_code, action: 'approve' }),
  });
  assert.equal(answer.status, 200);
}

function assertToken(token) {
  assert.ok(token.access_token.length > 0);
  assert.ok(token.expires_in > Date.now() / 1000, 'expires_in is a point in time');
}
