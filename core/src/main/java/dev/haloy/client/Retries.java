package dev.haloy.client;

import java.time.Duration;

/**
 * How often requests are repeated, and after which pauses.
 *
 * @param maxRetries how often a single request is repeated
 * @param budget how many repetitions all requests together may spend
 * @param backoff the first pause; pauses double and are jittered
 * @param maxBackoff the longest pause
 */
public record Retries(int maxRetries, int budget, Duration backoff, Duration maxBackoff) {}
