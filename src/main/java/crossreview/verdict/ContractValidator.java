package crossreview.verdict;

import crossreview.json.JsonReader;
import crossreview.json.NameSuggestion;
import crossreview.verdict.VerdictResult.UnreadableVerdict;
import crossreview.verdict.contract.ContractShape;
import crossreview.verdict.contract.ContractShape.ChoiceShape;
import crossreview.verdict.contract.ContractShape.ContractField;
import crossreview.verdict.contract.ContractShape.CountShape;
import crossreview.verdict.contract.ContractShape.ListShape;
import crossreview.verdict.contract.ContractShape.ObjectShape;
import crossreview.verdict.contract.ContractShape.TextShape;
import crossreview.verdict.contract.VerdictContract;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The contract's strict checks: types, required fields and known words.
 *
 * <p>What passes is a tree of known fields only: strings, longs, lists of maps; a field that is
 * absent, null or blank is not in it. Lengths are not checked here, the reader cuts.
 */
final class ContractValidator {
  private final RemarkCollector remarkCollector;

  ContractValidator(RemarkCollector remarkCollector) {
    this.remarkCollector = remarkCollector;
  }

  /** The tree breaks the contract; stackless, because it is not a bug. */
  static final class ContractException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient UnreadableVerdict why;

    ContractException(String code, String detail) {
      super(code, null, false, false);
      this.why = new UnreadableVerdict(code, detail);
    }

    UnreadableVerdict why() {
      return why;
    }
  }

  Map<String, Object> validate(Map<?, ?> tree) throws ContractException {
    return fields(VerdictContract.VERDICT, tree, "");
  }

  private Map<String, Object> fields(ObjectShape objectShape, Map<?, ?> map, String path)
      throws ContractException {
    Map<String, Object> checked = new LinkedHashMap<>();
    for (ContractField contractField : objectShape.all()) {
      Object value = map.get(contractField.name());
      String at = path.isEmpty() ? contractField.name() : path + "." + contractField.name();
      if (value != null && !blank(contractField.contractShape(), value)) {
        checked.put(contractField.name(), value(contractField.contractShape(), value, at));
      } else if (contractField.required()) {
        throw new ContractException("missing_field", "\"" + at + "\" is missing or empty");
      } else if (map.containsKey(contractField.name())) {
        remarkCollector.add("empty_field", "\"" + at + "\" is empty and counts as absent");
      }
    }
    unknownKeys(objectShape, map, path);
    return checked;
  }

  private static boolean blank(ContractShape contractShape, Object value) {
    return contractShape instanceof TextShape textShape
        && textShape.min() > 0
        && value instanceof String string
        && string.isBlank();
  }

  private void unknownKeys(ObjectShape objectShape, Map<?, ?> map, String path) {
    for (Object key : map.keySet()) {
      String name = (String) key;
      if (!objectShape.names().contains(name)) {
        String where = path.isEmpty() ? "" : " in \"" + path + "\"";
        String hint = NameSuggestion.hint(name, objectShape.names());
        remarkCollector.add(
            "unknown_key", RemarkCollector.shown(name) + where + " is not known" + hint);
      }
    }
  }

  private Object value(ContractShape contractShape, Object value, String at)
      throws ContractException {
    return switch (contractShape) {
      case TextShape ignored when value instanceof String text -> text;
      case TextShape ignored -> throw wrongType("a text", value, at);
      case ChoiceShape choiceShape -> choice(choiceShape, value, at);
      case CountShape ignored -> count(value, at);
      case ListShape listShape -> items(listShape, value, at);
      case ObjectShape objectShape when value instanceof Map<?, ?> map ->
          fields(objectShape, map, at);
      case ObjectShape ignored -> throw wrongType("an object", value, at);
    };
  }

  private static String choice(ChoiceShape shape, Object value, String at)
      throws ContractException {
    if (!(value instanceof String word)) {
      throw wrongType("a text", value, at);
    }
    if (!shape.words().contains(word)) {
      String expected = String.join(", ", shape.words());
      String got = RemarkCollector.shown(word);
      throw new ContractException(
          "wrong_value", "\"" + at + "\" is " + got + ", expected one of " + expected);
    }
    return word;
  }

  /** Any whole number is one; a place that does not exist is found out with the citation. */
  private static Long count(Object value, String at) throws ContractException {
    if (value instanceof Long whole) {
      return whole;
    }
    try {
      if (value instanceof BigDecimal decimal) { // short enough: the reader bounds its exponent
        return decimal.longValueExact();
      }
    } catch (ArithmeticException e) {
      // It has a fraction, or is beyond what any line number is.
    }
    throw wrongType("a whole number", value, at);
  }

  private List<?> items(ListShape shape, Object value, String at) throws ContractException {
    if (!(value instanceof List<?> list)) {
      throw wrongType("a list", value, at);
    }
    Object[] checked = new Object[list.size()];
    for (int i = 0; i < checked.length; i++) {
      checked[i] = value(shape.each(), list.get(i), at + "[" + i + "]");
    }
    return List.of(checked);
  }

  private static ContractException wrongType(String expected, Object value, String at) {
    String got = JsonReader.kind(value);
    return new ContractException(
        "wrong_type", "\"" + at + "\" must be " + expected + ", is " + got);
  }
}
