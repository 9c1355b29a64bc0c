// Draws the numbers of a table. The table stays, for whoever would rather read it.

const drawn = new Map();

function numbers(plot) {
  const rows = [...document.querySelectorAll(`#${plot.dataset.table} tbody tr`)];
  const times = rows.map((row) => Date.parse(row.querySelector("time").dateTime) / 1_000);
  const columns = plot.dataset.columns.split(" ").map((column) => rows.map((row) => Number(row.cells[column].textContent)));
  return [times, ...columns];
}

// Colours as the legend has them: a custom property is not resolved for scripts.
function colours(plot) {
  const samples = plot.previousElementSibling.querySelectorAll(".legend path, .legend rect");
  return [...samples].map((sample) => {
    const style = getComputedStyle(sample);
    return style.stroke === "none" ? style.fill : style.stroke;
  });
}

function names(plot) {
  return [...plot.previousElementSibling.querySelectorAll(".legend li")].map((item) => item.textContent.trim());
}

function options(plot) {
  const ink = getComputedStyle(plot).getPropertyValue("color");
  const line = getComputedStyle(plot).borderTopColor;
  const bars = plot.dataset.chart === "bars";
  const [labels, strokes] = [names(plot), colours(plot)];
  const axis = { stroke: ink, font: "12px system-ui, sans-serif", grid: { stroke: line, width: 1 }, ticks: { show: false } };
  return {
    ...size(plot),
    padding: [8, 24, 0, 0], // half of the last label
    legend: { show: false },
    cursor: { sync: { key: "time" }, y: false, points: { size: 6 } },
    tzDate: (seconds) => (isUtc() ? uPlot.tzDate(new Date(seconds * 1e3), "UTC") : new Date(seconds * 1e3)),
    axes: [{ ...axis, grid: { show: false }, size: 28, space: 64, values: moments }, { ...axis, size: 48, values: (_, ticks) => ticks.map((it) => (Number.isInteger(it) ? it.toLocaleString("en") : "")) }],
    scales: { y: { range: (_, least, most) => [0, Math.max(most, 4)] } },
    series: [
      {},
      ...labels.map((label, index) =>
        bars
          ? { label, fill: strokes[index], width: 0, points: { show: false }, paths: uPlot.paths.bars({ size: [0.7, 24] }) }
          : { label, stroke: strokes[index], width: 1.75, points: { show: false } },
      ),
    ],
  };
}

function isUtc() {
  return document.querySelector('[data-zone="UTC"][aria-pressed="true"]') !== null;
}

// Days where that is enough, else the time of day.
function moments(chart, ticks) {
  const days = ticks.length > 1 && ticks[1] - ticks[0] >= 86_400;
  const how = days ? { day: "numeric", month: "short" } : { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const format = new Intl.DateTimeFormat("en-GB", { ...how, timeZone: isUtc() ? "UTC" : undefined });
  return ticks.map((tick) => format.format(tick * 1_000));
}

function size(plot) {
  const style = getComputedStyle(plot);
  return { width: plot.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight), height: plot.clientHeight };
}

function draw(plot) {
  drawn.get(plot)?.destroy();
  plot.setAttribute("data-drawn", "");
  const chart = new uPlot(options(plot), numbers(plot), plot);
  drawn.set(plot, chart);
}

function all(act) {
  document.querySelectorAll("[data-chart]").forEach(act);
}

function refresh(plot) {
  if (drawn.has(plot)) {
    drawn.get(plot).setData(numbers(plot));
  } else {
    draw(plot);
  }
}

function redraw() {
  drawn.forEach((chart, plot) => {
    if (!plot.isConnected) {
      chart.destroy();
      drawn.delete(plot);
    }
  });
  all(refresh);
}

all(draw);
document.addEventListener("htmx:afterSettle", redraw);
document.addEventListener("fanout:patched", () => all(refresh));
document.addEventListener("fanout:themed", () => all(draw));
window.addEventListener("resize", () => drawn.forEach((chart, plot) => chart.setSize(size(plot))));
