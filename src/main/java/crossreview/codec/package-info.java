/**
 * Values as JSON objects and back, and the JSON Schemas of both, from one declaration.
 *
 * <p>A record's components are the fields of its object ({@link crossreview.codec.RecordCodec}); a
 * view of other values is a table of named getters ({@link crossreview.codec.ObjectCodec}).
 * Annotations of {@link crossreview.codec.FieldRules} say what a schema says beyond the type.
 * Journals, answers and inputs are written and read here, so a name, an order or an absent value
 * means the same everywhere. Pure: everything is resolved once for each type and then immutable, on
 * any thread. Absent on purpose: reading texts, which is {@code json}'s, and checking a value
 * against a schema, which is {@code operation}'s.
 */
@NullMarked
package crossreview.codec;

import org.jspecify.annotations.NullMarked;
