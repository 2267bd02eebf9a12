import { mount } from 'svelte';
import './views/touchstone.css';
import './views/layout.css';
import App from './views/App.svelte';
import { keepOffline } from './workspace/offline.svelte';

keepOffline();
mount(App, { target: document.getElementById('app')! });
