/**
 * The one strict reader and the one writer of JSON text.
 *
 * <p>Everything that comes from outside or from a journal passes {@link
 * crossreview.json.JsonReader}: duplicate keys, comments, trailing data, depth above 100 and
 * numbers above 40 digits are refused, and decimals stay exact. Values are plain maps (in the order
 * of the text), lists, strings, longs, big integers, big decimals, booleans and null, so pure
 * packages can read them without any framework. Threads: everything is stateless. Absent on
 * purpose: binding to classes, leniency.
 */
@NullMarked
package crossreview.json;

import org.jspecify.annotations.NullMarked;
