package crossreview.profile;

import crossreview.model.WireEnum;

/** How much of a JSON Schema a provider understands; the later, the less. */
public enum SchemaSupport implements WireEnum {
  /** All fields required, absent ones null, lengths kept. */
  FULL,
  /** As full, with lengths of at most 2,048 and lists of at most 256. */
  BOUNDED,
  /** Structure, words and counts of items; lengths are said in descriptions. */
  COUNTED,
  /** Structure and words; limits are said in descriptions. */
  DESCRIBED,
  /** Structure and words only. */
  PORTABLE,
  /** No schema: the answer is some JSON object. */
  JSON_OBJECT,
  /** Nothing: the prompt alone says it. */
  NONE;

  /** What is tried when a provider refuses this one. */
  public SchemaSupport weaker() {
    return switch (this) {
      case FULL, BOUNDED, COUNTED, DESCRIBED -> PORTABLE;
      case PORTABLE -> JSON_OBJECT;
      case JSON_OBJECT, NONE -> NONE;
    };
  }
}
