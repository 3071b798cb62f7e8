package crossreview.settings;

import crossreview.model.Problem.RequestFault;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the exit codes of a program that mean something. */
final class ExitCodes {
  private static final int CODE_MAX = 255;

  private ExitCodes() {}

  /** The codes; the usual ones where none are given or one is wrong, which is a fault. */
  static Set<Integer> read(
      String at, @Nullable Object value, Set<Integer> usual, List<RequestFault> faults) {
    if (value == null) {
      return usual;
    }
    Set<Integer> codes = new TreeSet<>();
    for (Object code : value instanceof List<?> list ? list : List.of("")) {
      if (!(code instanceof Long number) || number < 0 || number > CODE_MAX) {
        String what = "must be an array of numbers from 0 to 255, is " + SettingType.shown(value);
        faults.add(new RequestFault(at, what));
        return usual;
      }
      codes.add(number.intValue());
    }
    return codes;
  }
}
