package crossreview.cli.hook;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How long hooks of agents are silent, as people write it: {@code 30m}, {@code 2h}. Pure. */
final class SnoozeTime implements ITypeConverter<Duration> {
  /** Who wants more than a week does not want the hook. */
  private static final Duration MOST = Duration.ofDays(7);

  private static final Pattern TIME = Pattern.compile("(\\d{1,5})([mhd])");

  /** From a minute to seven days; zero for {@code off}. */
  @Override
  public Duration convert(String text) {
    Matcher matcher = TIME.matcher(text);
    Duration time = matcher.matches() ? time(matcher) : Duration.ZERO;
    boolean fits = time.isPositive() && time.compareTo(MOST) <= 0;
    if (!fits && !text.equals("off")) {
      throw new TypeConversionException(
          "\"" + text + "\" is not a time such as 30m, 2h or 1d, of seven days at most, or off");
    }
    return time;
  }

  private static Duration time(Matcher matcher) {
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
