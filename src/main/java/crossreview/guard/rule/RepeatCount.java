package crossreview.guard.rule;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many steps a pattern has once its counted repetitions are written out, which is what an
 * engine without backtracking does: {@code (a{1000}){1000}} has a million. An upper bound, from one
 * pass over the text of the pattern.
 */
final class RepeatCount {
  private static final long MOST = 1L << 40; // more is not told apart

  private final String expression;
  private final Deque<Long> around = new ArrayDeque<>();
  private long sum;
  private long last; // the steps of the item before, to which a repetition applies

  private RepeatCount(String expression) {
    this.expression = expression;
  }

  static long of(String expression) {
    return new RepeatCount(expression).count();
  }

  private long count() {
    int at = 0;
    while (at < expression.length()) {
      at = item(at);
    }
    while (!around.isEmpty()) {
      close();
    }
    return sum;
  }

  /** Reads one item; returns where the next one begins. */
  private int item(int at) {
    char c = expression.charAt(at);
    switch (c) {
      case '\\' -> {
        add(1);
        return at + 2;
      }
      case '[' -> {
        add(1);
        return classEnd(at);
      }
      case '(' -> {
        around.push(sum);
        sum = 1;
        last = 0;
      }
      case ')' -> close();
      case '{' -> {
        return repeated(at);
      }
      default -> add(1);
    }
    return at + 1;
  }

  private void add(long steps) {
    sum = Math.min(MOST, sum + steps);
    last = steps;
  }

  private void close() {
    long inside = sum;
    sum = around.isEmpty() ? 0 : around.pop();
    add(inside);
  }

  /** A bracket that comes first, also after a caret, is a member of the class. */
  private int classEnd(int at) {
    int i = at + 1;
    i += i < expression.length() && expression.charAt(i) == '^' ? 1 : 0;
    i += i < expression.length() && expression.charAt(i) == ']' ? 1 : 0;
    while (i < expression.length() && expression.charAt(i) != ']') {
      i += expression.charAt(i) == '\\' ? 2 : expression.startsWith("[:", i) ? named(i) : 1;
    }
    return i + 1;
  }

  private int named(int at) {
    int end = expression.indexOf(":]", at);
    return end < 0 ? 1 : end + 2 - at;
  }

  /** After <code>{</code>: a count, or the character itself. */
  private int repeated(int at) {
    int end = expression.indexOf('}', at);
    String inside = end < 0 ? "" : expression.substring(at + 1, end);
    String[] counts = inside.split(",", 2);
    long most = 0;
    for (String count : counts) {
      boolean number = count.length() <= 9 && count.chars().allMatch(c -> c >= '0' && c <= '9');
      if (!number || counts[0].isEmpty()) {
        add(1);
        return at + 1;
      }
      most = Math.max(most, count.isEmpty() ? 0 : Long.parseLong(count));
    }
    long more = Math.max(0, most - 1);
    long steps = last;
    sum = Math.min(MOST, sum + Math.min(MOST, steps * more));
    last = Math.min(MOST, steps * Math.max(1, most));
    return end + 1;
  }
}
