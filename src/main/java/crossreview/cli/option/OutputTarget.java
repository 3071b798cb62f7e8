package crossreview.cli.option;

import crossreview.model.WireEnum;
import crossreview.report.format.ResultFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** One value of {@code --output}: how stdout is written, or a file for the result of a review. */
public sealed interface OutputTarget {

  /** How a list or an answer is written on stdout. */
  record StdoutFormat(OutputFormat format) implements OutputTarget {}

  /**
   * The result in a format of other programs.
   *
   * @param file the path as it was given; {@value #STDOUT} is stdout
   */
  record OutputFile(ResultFormat format, String file) implements OutputTarget {
    static final String STDOUT = "-";

    public boolean stdout() {
      return file.equals(STDOUT);
    }
  }

  /** Reads a value. */
  final class OutputTargetReader implements ITypeConverter<OutputTarget> {
    @Override
    public OutputTarget convert(String value) {
      String[] parts = value.split("=", 2);
      return parts.length == 1 ? stdout(value) : file(parts[0], parts[1]);
    }

    private static OutputTarget stdout(String word) {
      for (OutputFormat format : OutputFormat.values()) {
        if (format.name().equalsIgnoreCase(word)) {
          return new StdoutFormat(format);
        }
      }
      boolean file = WireEnum.find(ResultFormat.class, lower(word)).isPresent();
      throw new TypeConversionException(
          file
              ? "\"" + word + "\" needs a file: " + word + "=FILE, or " + word + "=- for stdout"
              : "\"" + word + "\" is not json, table or markdown, and not FORMAT=FILE");
    }

    private static OutputTarget file(String word, String file) {
      ResultFormat format =
          WireEnum.find(ResultFormat.class, lower(word))
              .orElseThrow(() ->
                  new TypeConversionException(
                      "\"" + word + "\" is not a format of a file; there are " + names()));
      if (file.isEmpty()) {
        throw new TypeConversionException("\"" + word + "=\" names no file; - is stdout");
      }
      return new OutputFile(format, file);
    }

    private static String lower(String word) {
      return word.toLowerCase(Locale.ROOT);
    }
  }

  /** The formats of files, for people. */
  static String names() {
    return Arrays.stream(ResultFormat.values())
        .map(ResultFormat::wireName)
        .collect(Collectors.joining(", "));
  }
}
