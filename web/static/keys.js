// j and k walk the headlines, g goes to the first page. Nothing else, and nothing without them is lost.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
  const headlines = [...document.querySelectorAll("a.headline")];
  const at = headlines.indexOf(document.activeElement);
  if (event.key === "j" && headlines.length) headlines[Math.min(at + 1, headlines.length - 1)].focus();
  if (event.key === "k" && headlines.length) headlines[Math.max(at - 1, 0)].focus();
  if (event.key === "g" && location.pathname !== "/") location.assign("/");
});
