// Runs before the page is painted. An address with a state of the map in it, such as #v=1&sel=…, is not that of the picture
// in the page, which then gives way to the app's map at once; a theme in the address is that of the page.
{
  const { dataset } = document.documentElement;
  const chosen = /[#&?](?:v|sel|lang|theme)=[^&?]/.test(location.hash);
  if (chosen) dataset.chosen = "";
  const theme = /[#&?]theme=(light|dark)(?![^&?])/.exec(location.hash);
  if (theme) dataset.theme = theme[1];
}
