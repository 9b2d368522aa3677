import { useEffect, useState } from "react";
import { createRoot } from "react-dom/client";

const Rows = () => {
  const [rows, show] = useState([]);
  useEffect(() => {
    fetch("/rows.json").then((it) => it.json()).then(show);
  }, []);
  return (
    <main>
      <h1>Oggi</h1>
      <ul>
        {rows.map((it) => (
          <li key={it.id}><a href={`/visite/${it.id}`}>{it.at} {it.name}</a> <span>{it.place}</span></li>
        ))}
      </ul>
    </main>
  );
};

createRoot(document.getElementById("page")).render(<Rows />);
