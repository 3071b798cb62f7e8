package crossreview.guard.rule;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a file.
 *
 * @param id its name in the file
 * @param group the group that is the secret; 0 for the first that matched, else all of it
 * @param keywords in lower case, of which one is near each match; empty for none
 * @param path of the files that it is about; null for all
 * @param reported false for a rule that only others need
 * @param required the rules that must match as well, by id, within so many lines; 0 for anywhere
 */
record SecretRule(
    String id,
    Pattern pattern,
    int group,
    List<String> keywords,
    @Nullable Pattern path,
    RuleFilter filter,
    boolean reported,
    Map<String, Integer> required) {

  boolean isAbout(String file) {
    return path == null || path.matcher(file).find();
  }

  /** The number of the group of a match that is the secret. */
  int secretGroup(Matcher matcher) {
    if (group > 0) {
      return matcher.group(group) == null ? 0 : group;
    }
    for (int i = 1; i <= matcher.groupCount(); i++) {
      String text = matcher.group(i);
      if (text != null && !text.isEmpty()) {
        return i;
      }
    }
    return 0;
  }
}
