package crossreview.mcp;

import crossreview.model.WireEnum;

/** Severity of a log message sent to the client (RFC 5424, as used by MCP). */
public enum LogLevel implements WireEnum {
  DEBUG,
  INFO,
  NOTICE,
  WARNING,
  ERROR,
  CRITICAL,
  ALERT,
  EMERGENCY
}
