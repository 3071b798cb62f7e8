/**
 * The built program from outside: processes, signals, ports, files.
 *
 * <p>What is here needs {@code make build}; {@code make it} runs it. Absent on purpose: any look
 * inside.
 */
package crossreview.life;
