package io.github.bearergate.jwks;

import java.net.http.HttpHeaders;

/**
 * What a server answered.
 *
 * @param body empty unless the status was 200; may be modified by nobody
 */
@SuppressWarnings("ArrayRecordComponent") // passed from the fetcher to the reader once, never compared
record Response(int status, HttpHeaders headers, byte[] body) {}
