/**
 * The dialect of generateContent.
 *
 * <p>{@link crossreview.peer.provider.gemini.GeminiDialect} makes requests and reads responses,
 * whole or in slices. Source: the public reference of generateContent. Pure. Absent on purpose:
 * tools.
 */
@NullMarked
package crossreview.peer.provider.gemini;

import org.jspecify.annotations.NullMarked;
