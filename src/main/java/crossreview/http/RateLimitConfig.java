package crossreview.http;

import crossreview.access.AuditSink;
import crossreview.access.RateLimiter;

/**
 * Rate limits of the HTTP server; shared by its instances.
 *
 * @param requests of one principal, or of one address that shows no token
 * @param failures of one address to send a valid token; they are answered and audited up to here,
 *     so that neither the log nor its disk is filled from outside
 */
public record RateLimitConfig(RateLimiter requests, RateLimiter failures, AuditSink auditSink) {}
