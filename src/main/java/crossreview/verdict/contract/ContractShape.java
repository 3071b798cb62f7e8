package crossreview.verdict.contract;

import java.util.List;

/** What a value in a verdict looks like. */
public sealed interface ContractShape {
  /**
   * A text.
   *
   * @param min characters at least; 1 also means that it must not be blank
   * @param max characters at most; the reader cuts what is longer
   */
  record TextShape(int min, int max) implements ContractShape {}

  /** One of a few words, spelled exactly so. */
  record ChoiceShape(List<String> words) implements ContractShape {}

  /** A whole number from 1. */
  record CountShape() implements ContractShape {}

  /** A list of objects; the reader leaves out what exceeds {@code max}. */
  record ListShape(ObjectShape each, int max) implements ContractShape {}

  /** An object with these fields and no others. */
  record ObjectShape(List<ContractField> all) implements ContractShape {
    ObjectShape(ContractField... all) {
      this(List.of(all));
    }

    public List<String> names() {
      return all.stream().map(ContractField::name).toList();
    }
  }

  /** One field of an object; {@code meaning} is its description for the peer. */
  record ContractField(String name, ContractShape contractShape, boolean required, String meaning) {
    static ContractField required(String name, ContractShape contractShape, String meaning) {
      return new ContractField(name, contractShape, true, meaning);
    }

    static ContractField optional(String name, ContractShape contractShape, String meaning) {
      return new ContractField(name, contractShape, false, meaning);
    }
  }
}
