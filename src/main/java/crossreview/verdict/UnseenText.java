package crossreview.verdict;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the sentence in which a reviewer says that it did not see what it votes on, or only a part.
 *
 * <p>A review speaks of empty inputs and missing files of the code, too. So the sentence is either
 * in the first person with the reviewed text as its object, or the reviewed text is its subject.
 * Pure; the patterns are bounded, so time is linear in the text.
 */
final class UnseenText {
  private static final String SUBJECT =
      "(?:diff|patch|change ?set|change|artifact|document|attachment|evidence|text|prompt|input"
          + "|source code|code|content|file)s?";

  private static final String NOT =
      "(?:could|can|did|was|were|am|are|have|had)(?: ?not|n['’]t|n['’]t been)"
          + "(?: (?:actually|really|yet|been))?";

  private static final String BEGIN = "(?:^|[.;:!?(]\\s*|,\\s*(?:but|as|since|because|and)\\s+)";

  private static final List<Pattern> SAYINGS =
      List.of(
          // I could not see the diff; we were unable to open any of the files
          Pattern.compile(
              "(?i)\\b(?:I|we|the reviewer) (?:"
                  + NOT
                  + "(?: able to)?|(?:was|were|am|are) unable to|failed to)"
                  + " (?:see|read|view|open|access|load|receive|get|review|inspect|look at)"
                  + " (?:(?:the|any|your|this|that|all|of|actual|whole|entire|full|attached) ){0,4}"
                  + SUBJECT
                  + "\\b(?! that\\b)"),
          // No diff was provided
          Pattern.compile(
              "(?i)"
                  + BEGIN
                  + "(?:there (?:was|is) )?no (?:actual )?"
                  + SUBJECT
                  + " (?:(?:was|were|is|are|has been|have been) )?"
                  + "(?:provided|given|shown|included|attached|visible|supplied|received|to review"
                  + "|in the (?:prompt|message|request))\\b"),
          // The text was empty
          Pattern.compile(
              "(?i)"
                  + BEGIN
                  + "the (?:whole |provided |given |attached |submitted )?"
                  + SUBJECT
                  + " (?:that I (?:got|received|was given)"
                  + " )?(?:was|were|is|are|appears?|seems?|arrived|came)(?: to be)?"
                  + " (?:empty|blank|missing|(?:cut off|cut|truncated)(?: (?:off|at|after)\\b.*| to"
                  + " \\d+ (?:tokens|bytes|characters)\\b.*)?|(?:not|never)"
                  + " (?:provided|visible|shown|included|attached|readable|received))\\s*(?:$|[.,;:!?)]|and"
                  + " I\\b|so I\\b)"),
          // I did not check; unable to access the file; there was nothing to review
          Pattern.compile(
              "(?i)\\bI (?:have|had|did|could|can)(?: ?not|n?['’]t) (?:actually |really )?"
                  + "(?:reviewed|review|read|checked|check|looked at|look at|opened|open|verified"
                  + "|verify)(?: (?:this|it|them|that|anything|any of it|(?:the|this|your) "
                  + SUBJECT
                  + "))?(?=\\s*(?:$|[.,;!]))"),
          Pattern.compile(
              BEGIN
                  + "(?i:unable to (?:access|read|open|see|review|load)|there (?:was|is|were)"
                  + " nothing to (?:review|look at|check|read)|no review (?:was|has been))\\b"),
          // I ran out of context; context length exceeded; the prompt was cut off
          Pattern.compile(
              "(?i)\\bI ran out of (?:context|tokens|time|space)\\b|\\bcontext (?:length|window)"
                  + " (?:was )?exceeded\\b|\\bthe (?:prompt|input|artifact|diff)"
                  + " (?:was|is|seems?|appears?|looks?)(?: to be| to have been)? (?:cut"
                  + " off|truncated|incomplete)(?=\\s*(?:$|[.,;!]|at\\b|after\\b))|\\bfrom the"
                  + " (?:beginning|start) of the (?:prompt|input) only\\b"),
          // without seeing it I assume that it is fine; I skipped the second file
          Pattern.compile(
              "(?i)\\bwithout (?:seeing|reading|having (?:seen|read)) [\\w./ -]{1,60}?,? I"
                  + " assume\\b|\\bassum(?:e|ing)(?: that)? it(?:['’]s| is| was)"
                  + " (?:fine|ok|okay|good|correct)\\b|\\bI (?:have )?skipped"
                  + " (?:the|some|a|two|three|several|\\d+) (?:\\w+"
                  + " )?(?:files?|parts?|hunks?|sections?)\\b|\\bcan(?:not|['’]t) review"
                  + " (?:code|this|it|the)\\b"),
          // I only saw the first half of the diff
          Pattern.compile(
              "(?i)\\b(?:I|we) (?:(?:have )?only (?:saw|seen|read|reviewed|received|got)"
                  + "|(?:saw|read|reviewed|received|got) only)"
                  + " (?:a part|part|parts|some|the first|half|the beginning|the start)\\b"));

  private UnseenText() {}

  /** The words in which a text says so. */
  static Optional<String> in(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return SAYINGS.stream()
        .map(saying -> saying.matcher(line))
        .filter(Matcher::find)
        .map(found -> found.group().strip())
        .findFirst();
  }
}
