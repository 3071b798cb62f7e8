package crossreview.model;

import java.util.regex.Pattern;

/** Names of projects: whoever belongs to one sees its sessions and no others. */
public final class Project {
  /** Where sessions and tokens belong that name no project. */
  public static final String DEFAULT = "default";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private Project() {}

  /** Whether a project may be called so. */
  public static boolean allowed(String name) {
    return NAME.matcher(name).matches();
  }
}
